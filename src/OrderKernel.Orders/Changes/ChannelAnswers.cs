namespace OrderKernel.Orders;

/// <summary>What becomes of a change that a channel tells while nothing has left. 0 is unset.</summary>
public enum ChannelAnswer
{
    /// <summary>It is done at once.</summary>
    AtOnce = 1,

    /// <summary>It is proposed, and the order is held until a person confirms or declines it.</summary>
    Hold = 2,

    /// <summary>Nothing changes; a person hears of both contents.</summary>
    Conflict = 3,
}

/// <summary>What becomes of changes that channels tell, by kind; of several at once the strictest counts. After hand-over all are conflicts.</summary>
/// <param name="Quantity">More or fewer of the same goods.</param>
/// <param name="Lines">A line more or less.</param>
/// <param name="Goods">Other goods on a line.</param>
/// <param name="Price">Another price of the same goods.</param>
/// <param name="Address">Another recipient or address.</param>
public sealed record ChannelAnswers(ChannelAnswer Quantity, ChannelAnswer Lines, ChannelAnswer Goods, ChannelAnswer Price, ChannelAnswer Address)
{
    /// <summary>Everything is done at once.</summary>
    public static ChannelAnswers AllAtOnce { get; } =
        new(ChannelAnswer.AtOnce, ChannelAnswer.AtOnce, ChannelAnswer.AtOnce, ChannelAnswer.AtOnce, ChannelAnswer.AtOnce);

    internal static ChannelAnswers Read(DocumentReader reader)
    {
        var answers = new ChannelAnswers(Word("quantity"), Word("lines"), Word("goods"), Word("price"), Word("address"));
        reader.Close();
        return answers;

        ChannelAnswer Word(string name) => reader.Word<ChannelAnswer>(name) ?? ChannelAnswer.AtOnce;
    }
}
