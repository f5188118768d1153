using System.Text.Json;

namespace OrderKernel.Sample;

/// <summary>What surrounds the records of a payload.</summary>
internal sealed record SampleEnvelope(string Before, string After);

/// <summary>One channel's way to tell of an order and of an after-sales case.</summary>
internal abstract class ChannelTemplate
{
    public static ChannelTemplate For(SampleChannel channel) => channel switch
    {
        SampleChannel.Taobao => new TaobaoTemplate(),
        SampleChannel.Jd => new JdTemplate(),
        SampleChannel.Pdd => new PddTemplate(),
        SampleChannel.Doudian => new DoudianTemplate(),
        _ => throw new ArgumentOutOfRangeException(nameof(channel)),
    };

    /// <summary>Around a page of orders; arguments: number of orders in all, page number from 1, whether more follow.</summary>
    public abstract SampleEnvelope OrderPage(int total, int page, bool more);

    /// <summary>Around the detail of one order.</summary>
    public abstract SampleEnvelope OrderDetail { get; }

    /// <summary>Around a page of cases; null where the facts name no fields for them.</summary>
    public abstract SampleEnvelope? CasePage(int total, bool more);

    public abstract void WriteOrder(Utf8JsonWriter json, SampleOrder order, SampleSnapshot snapshot);

    public abstract void WriteCase(Utf8JsonWriter json, SampleOrder order, SampleCase opened, DateTimeOffset at, CaseStage stage);
}
