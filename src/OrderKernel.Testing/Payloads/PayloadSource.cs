using System.Diagnostics;
using NodaTime;
using OrderKernel.Channels;
using OrderKernel.Ports;

namespace OrderKernel.Testing;

/// <summary>
/// Writes payloads by a channel's profile document: what its reader takes apart, put together from an order that was made up. The same numbers give the same
/// bytes.
/// </summary>
/// <remarks>
/// What a payload means is found by a second, plain reading of the document, apart from <see cref="ProfileReader"/>. Written are the fields that the document
/// names; not what channels send beside them, nor how their ids look beyond being digits.
/// </remarks>
public sealed class PayloadSource
{
    private const int DrawsMax = 16;
    private readonly PayloadDocument _document;
    private readonly ShopContext _shop;
    private readonly IPayloadValidator? _validator;

    private PayloadSource(PolicyDocument<ChannelProfile> profile, PayloadDocument document, ShopContext shop, IPayloadValidator? validator)
    {
        (Profile, _document, _shop, _validator) = (profile, document, shop, validator);
        RecordKinds = Kinds.Select(k => k.Name).ToValueList();
        WholeKinds = Kinds.Where(k => k.IsWhole).Select(k => k.Name).ToValueList();
    }

    /// <summary>The profile, for the reader of the payloads.</summary>
    public PolicyDocument<ChannelProfile> Profile { get; }

    /// <summary>The records that can be written: of orders and their cases, not what a partner tells; those with a schema only with a validator.</summary>
    public ValueList<string> RecordKinds { get; }

    /// <summary>Of them those that tell a whole order.</summary>
    public ValueList<string> WholeKinds { get; }

    /// <summary>Payloads of a profile document of yours.</summary>
    /// <param name="utf8">The document's bytes, as for <see cref="Profiles.Load"/>.</param>
    /// <param name="shop">Whose orders they are; null for one that is made up.</param>
    /// <param name="validator">Holds records against the schema of their kind, as your reader's does; null where no kind has one.</param>
    /// <remarks>Refuses with: <see cref="KernelCodes.DocumentInvalid"/>.</remarks>
    public static Result<PayloadSource> Load(ReadOnlyMemory<byte> utf8, ShopContext? shop = null, IPayloadValidator? validator = null) =>
        Profiles.Load(utf8).Then<PayloadSource>(profile =>
        {
            var text = utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
            return new PayloadSource(profile, new(text.Span, profile.Policy.PayloadSchemas), shop ?? new(TenantId.Of("t1"), ShopId.Of("s1")), validator);
        });

    /// <summary>Payloads of a default profile.</summary>
    /// <param name="name">One of <see cref="Profiles.DefaultNames"/>.</param>
    /// <exception cref="ArgumentException">There is no such default.</exception>
    public static PayloadSource Default(string name) => Load(Profiles.DefaultBytes(name)).TryGet(out var source, out var refusal)
        ? source
        : throw new UnreachableException($"The package's own profiles load: {refusal}");

    /// <summary>An order at one stage of its life, amounts tied out as far as the channel's own figures can be.</summary>
    /// <param name="recordKind">One of <see cref="RecordKinds"/>.</param>
    /// <param name="stage">How far the order has come.</param>
    /// <param name="seed">The same seed gives the same order, whatever the stage and the record.</param>
    /// <exception cref="ArgumentException">There is no such record, or it cannot be told from another.</exception>
    public ChannelPayload At(string recordKind, OrderStage stage, long seed) => Make(recordKind, stage, seed, word: null, damage: false);

    /// <summary>An order with any words of the profile's tables, together or not; over enough seeds every word comes.</summary>
    /// <param name="recordKind">One of <see cref="RecordKinds"/>.</param>
    /// <param name="seed">The same seed gives the same payload.</param>
    /// <exception cref="ArgumentException">There is no such record, or it cannot be told from another.</exception>
    public ChannelPayload AnyWords(string recordKind, long seed) => Make(recordKind, StageOf(seed), seed, word: seed, damage: false);

    /// <summary>A payload in which one value is gone, empty or another: what it means then, or why it means nothing.</summary>
    /// <param name="recordKind">One of <see cref="RecordKinds"/>.</param>
    /// <param name="seed">The same seed gives the same payload.</param>
    /// <exception cref="ArgumentException">There is no such record, or it cannot be told from another.</exception>
    public ChannelPayload Damaged(string recordKind, long seed) => Make(recordKind, StageOf(seed), seed, word: null, damage: true);

    /// <summary>One order told over its life, by whole records and at the end by one of its case.</summary>
    /// <param name="seed">The same seed gives the same life.</param>
    /// <exception cref="InvalidOperationException">The profile has no record of a whole order that can be written (<see cref="WholeKinds"/>).</exception>
    public OrderLife Life(long seed)
    {
        if (WholeKinds.IsEmpty) throw new InvalidOperationException($"The profile {Profile.Reference} tells no whole order.");
        var dice = new Dice(seed);
        var last = dice.Pick<OrderStage>([OrderStage.Cancelled, OrderStage.Received, OrderStage.Received, OrderStage.Refunded]);
        OrderStage[] stages = last == OrderStage.Cancelled ? [OrderStage.Created, last] : [.. Enumerable.Range(1, (int)last).Select(n => (OrderStage)n)];
        var kind = dice.Pick(WholeKinds.Items);
        var told = stages.Select(s => At(kind, s, seed)).ToList();
        var cases = Kinds.Where(k => k is { IsWhole: false, Case: not null }).Select(k => k.Name).ToArray();
        if (last == OrderStage.Refunded && cases.Length > 0) told.Add(At(dice.Pick(cases), last, seed));
        return new(told.ToValueList());
    }

    private IEnumerable<PayloadKind> Kinds => _document.Kinds.Where(k => !k.IsOfPartner && (k.Schema is null || _validator is not null));

    private static OrderStage StageOf(long seed) => (OrderStage)(1 + new Dice(seed + 1).Below(6));

    private ChannelPayload Make(string recordKind, OrderStage stage, long seed, long? word, bool damage)
    {
        var kind = Kinds.FirstOrDefault(k => k.Name == recordKind)
            ?? throw new ArgumentException($"The profile has no record '{recordKind}' that can be written.", nameof(recordKind));
        var story = new PayloadStory(_document, seed, stage, isOfCase: kind is { IsWhole: false, Case: not null });
        for (var n = 0L; ; n++)
        {
            var payload = Draw(kind, story, new Dice(unchecked((seed * 31) + (long)stage + (n << 40))), word, damage, out var isOfPartner);
            // A schema may want numbers where texts were drawn; what a partner tells is no payload of an order.
            var mayBeOther = isOfPartner || (kind.Schema is not null && !damage && payload is { Claim: null, IsSkipped: false });
            if (mayBeOther && n < DrawsMax) continue;
            if (isOfPartner || (!damage && payload.RecordKind != kind.Name))
                throw new ArgumentException($"A record '{recordKind}' that is made up is taken for '{payload.RecordKind}'.", nameof(recordKind));
            return payload;
        }
    }

    private ChannelPayload Draw(PayloadKind kind, PayloadStory story, Dice dice, long? word, bool damage, out bool isOfPartner)
    {
        var record = PayloadDraft.Of(_document, kind, story, dice, word).Record;
        var prefix = dice.Pick(kind.Prefixes);
        var root = PayloadFormat.Nested(record.Node, prefix);
        kind.Schema?.Fit(root);
        if (damage) PayloadDamage.Do(_document, record.Node, dice);
        var arrivedAt = story.Modified + Duration.FromSeconds(30);
        var bytes = PayloadFormat.Write(_document, kind, root, prefix.Length > 0, dice);
        var read = PayloadDamage.KindOf(_document, kind, record.Node, prefix);
        isOfPartner = read is { IsOfPartner: true };
        var meaning = new PayloadMeaning(_document, read ?? kind, record);
        var claim = read is null || isOfPartner ? null : meaning.Claim(Profile.Reference, _shop, arrivedAt);
        var unfit = read?.Schema is not { } schema ? null : _validator is null ? ChannelsCodes.ValidatorMissing
            : _validator.Validate(schema.Text, PayloadFormat.Plain(root)).IsEmpty ? null : ChannelsCodes.PayloadInvalid;
        if (unfit is not null) claim = null;
        return new()
        {
            Bytes = bytes,
            RecordKind = read?.Name ?? "",
            ArrivedAt = arrivedAt,
            Stage = word is null && !damage ? story.Stage : null,
            Claim = claim,
            IsSkipped = meaning.IsSkipped,
            Problems = read is null ? [ChannelsCodes.RecordNotRecognised] : claim is not null || meaning.IsSkipped ? []
                : Sorted(unfit is null ? meaning.Problems : meaning.Problems.Append(unfit)),
            Findings = claim is null ? [] : Sorted(meaning.Findings),
        };
    }

    private static ValueList<string> Sorted(IEnumerable<string> codes) => codes.Distinct().Order(StringComparer.Ordinal).ToValueList();
}
