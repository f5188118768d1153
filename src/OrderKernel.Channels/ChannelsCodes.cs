namespace OrderKernel.Channels;

/// <summary>The codes that channels give.</summary>
public static partial class ChannelsCodes
{
    /// <summary>A line has more serial numbers than units, or is a set whose parts they cannot be told of.</summary>
    public const string SerialsUnattributed = "channels.serials-unattributed";

    /// <summary>A claim was merged.</summary>
    public const string ClaimAccepted = "channels.claim-accepted";

    /// <summary>A claim came before its order.</summary>
    public const string ClaimParked = "channels.claim-parked";

    /// <summary>A claim is older than what is known.</summary>
    public const string ClaimStale = "channels.claim-stale";

    /// <summary>A side that has to know an order does not.</summary>
    public const string OrderMissing = "channels.order-missing";

    /// <summary>Sides tell different statuses of one order.</summary>
    public const string StatusDiffers = "channels.status-differs";

    /// <summary>A side that has spoken of the order since tells a status that another had left behind.</summary>
    public const string StateBehind = "channels.state-behind";

    /// <summary>Sides tell different amounts of one order.</summary>
    public const string AmountDiffers = "channels.amount-differs";

    /// <summary>Something happened before what has to come first.</summary>
    public const string TimesReversed = "channels.times-reversed";

    /// <summary>An export has the same order twice.</summary>
    public const string OrderTwice = "channels.order-twice";

    /// <summary>A side says two different things of one order at the same instant.</summary>
    public const string OrderTwiceDifferently = "channels.order-twice-differently";

    /// <summary>A side has several documents of one order that do not add up to it.</summary>
    public const string DocumentsSeveral = "channels.documents-several";

    /// <summary>A side names a channel or shop that nobody knows.</summary>
    public const string SourceUnknown = "channels.source-unknown";

    /// <summary>A side does not tell the shop of an order number that several shops have.</summary>
    public const string SourceUntold = "channels.source-untold";

    /// <summary>The same content came again.</summary>
    public const string ClaimRepeated = "channels.claim-repeated";

    /// <summary>A ledger refused what follows from a claim.</summary>
    public const string ConflictRaised = "channels.conflict-raised";

    /// <summary>A push has no signature, or no time that is signed along.</summary>
    public const string SignatureMissing = "channels.signature-missing";

    /// <summary>A signature, or the time that is signed along, is written as the channel writes none.</summary>
    public const string SignatureMalformed = "channels.signature-malformed";

    /// <summary>No key made the signature over these bytes.</summary>
    public const string SignatureWrong = "channels.signature-wrong";

    /// <summary>The signature is right, and was made too long ago or in the future: the push may be sent again by somebody else.</summary>
    public const string SignatureOutdated = "channels.signature-outdated";

    /// <summary>No key counts at the time of a push.</summary>
    public const string SigningKeyNone = "channels.signing-key-none";

    /// <summary>A signed push came for a profile that does not say how its channel signs.</summary>
    public const string SignatureUnknown = "channels.signature-unknown";

    /// <summary>A scheme of signatures leaves out what it has to cover.</summary>
    public const string SignatureWeak = "channels.signature-weak";

    /// <summary>A profile has no such feed.</summary>
    public const string FeedUnknown = "channels.feed-unknown";

    /// <summary>An earlier record kind of a profile takes all that a later one would.</summary>
    public const string RecordUnreached = "channels.record-unreached";

    /// <summary>Two parts of an amount read the same place.</summary>
    public const string AmountCountedTwice = "channels.amount-counted-twice";

    /// <summary>Rows of a table of SKUs cannot be read; none of it was.</summary>
    public const string SkuTableInvalid = "channels.sku-table-invalid";

    /// <summary>A record is not as the JSON Schema of its kind wants.</summary>
    public const string PayloadInvalid = "channels.payload-invalid";

    /// <summary>A profile carries a JSON Schema, and nobody who reads holds records against one.</summary>
    public const string ValidatorMissing = "channels.validator-missing";

    /// <summary>The JSON Schema of a record kind is none.</summary>
    public const string SchemaInvalid = "channels.schema-invalid";

    /// <summary>One place is read as two things that one value cannot be, such as a time and an amount.</summary>
    public const string PlaceOfTwoMeanings = "channels.place-of-two-meanings";

    /// <summary>A word of a table or a carrier that no record can tell: written out and read again it does not come back to its row.</summary>
    public const string WordUnreachable = "channels.word-unreachable";

    /// <summary>A feed's windows are so short that its history would take more calls than anybody makes.</summary>
    public const string PullWindowsTooMany = "channels.pull-windows-too-many";

    /// <summary>Calls are gained more slowly than a feed's windows go by.</summary>
    public const string PullTooSlow = "channels.pull-too-slow";

    /// <summary>No sample has a record of a kind.</summary>
    public const string RecordUnsampled = "channels.record-unsampled";

    /// <summary>No record of a sample tells a field that an order needs.</summary>
    public const string FieldUntold = "channels.field-untold";

    /// <summary>No field of a profile reads a table.</summary>
    public const string TableUnread = "channels.table-unread";

    /// <summary>A row of a table says what cannot be together.</summary>
    public const string RowContradicts = "channels.row-contradicts";

    /// <summary>A claim of one order met the state of another.</summary>
    public const string OtherOrder = "channels.other-order";

    /// <summary>A record is no JSON object.</summary>
    public const string RecordNotObject = "channels.record-not-object";

    /// <summary>A record is not well-formed.</summary>
    public const string RecordMalformed = "channels.record-malformed";

    /// <summary>A record is nested too deeply.</summary>
    public const string RecordTooDeep = "channels.record-too-deep";

    /// <summary>A record has too many bytes.</summary>
    public const string RecordTooLarge = "channels.record-too-large";

    /// <summary>The input ends inside a record.</summary>
    public const string RecordTruncated = "channels.record-truncated";

    /// <summary>No record kind of the profile has these fields.</summary>
    public const string RecordNotRecognised = "channels.record-not-recognised";

    /// <summary>The status word says that the record is no order yet.</summary>
    public const string RecordSkipped = "channels.record-skipped";

    /// <summary>A mapped property stands there twice.</summary>
    public const string PropertyDuplicate = "channels.property-duplicate";

    /// <summary>A required field is missing.</summary>
    public const string FieldMissing = "channels.field-missing";

    /// <summary>A column is missing.</summary>
    public const string ColumnMissing = "channels.column-missing";

    /// <summary>A column tells of a status, waybill, carrier or refund, and the profile neither reads it nor names it as left aside.</summary>
    public const string ColumnUnread = "channels.column-unread";

    /// <summary>A row has more or fewer fields than the header.</summary>
    public const string RowWidthWrong = "channels.row-width-wrong";

    /// <summary>Behind a closing quote of a CSV field stands text: where the field ends nobody can tell.</summary>
    public const string TextAfterQuote = "channels.text-after-quote";

    /// <summary>A quote opens a CSV field and none closes it.</summary>
    public const string QuoteUnclosed = "channels.quote-unclosed";

    /// <summary>Rows of one record tell different values of a field of the whole record.</summary>
    public const string RowsDisagree = "channels.rows-disagree";

    /// <summary>Rows of one record do not follow one another.</summary>
    public const string RowsScattered = "channels.rows-scattered";

    /// <summary>A sample of which a profile is to be proposed holds no record with fields.</summary>
    public const string SampleWithoutRecords = "channels.sample-without-records";

    /// <summary>A field has another type than the profile maps.</summary>
    public const string FieldTypeMismatch = "channels.field-type-mismatch";

    /// <summary>A text is no valid Unicode.</summary>
    public const string TextInvalid = "channels.text-invalid";

    /// <summary>A text is too long.</summary>
    public const string TextTooLong = "channels.text-too-long";

    /// <summary>A text is no id.</summary>
    public const string IdInvalid = "channels.id-invalid";

    /// <summary>A spreadsheet made a number in exponent form or in groups, or a date, of the id: what it was is gone.</summary>
    public const string IdDamaged = "channels.id-damaged";

    /// <summary>An id of more than 15 digits comes from a number cell: its last digits are lost, or are with the next who saves the file.</summary>
    public const string IdFromNumber = "channels.id-from-number";

    /// <summary>Of a long id in a CSV file, written as a plain number, all digits behind the 15th are zeros: a spreadsheet rounds so.</summary>
    public const string IdRounded = "channels.id-rounded";

    /// <summary>An amount is no number.</summary>
    public const string AmountInvalid = "channels.amount-invalid";

    /// <summary>An amount could be yuan or fen.</summary>
    public const string AmountAmbiguous = "channels.amount-ambiguous";

    /// <summary>An amount has more decimals than its currency.</summary>
    public const string AmountInexact = "channels.amount-inexact";

    /// <summary>An amount does not fit.</summary>
    public const string AmountOutOfRange = "channels.amount-out-of-range";

    /// <summary>An amount that cannot be negative is.</summary>
    public const string AmountNegative = "channels.amount-negative";

    /// <summary>A factor of an amount is no number.</summary>
    public const string FactorInvalid = "channels.factor-invalid";

    /// <summary>What an amount is divided by is no positive whole number.</summary>
    public const string DivisorInvalid = "channels.divisor-invalid";

    /// <summary>A currency is not one that the family knows.</summary>
    public const string CurrencyUnknown = "channels.currency-unknown";

    /// <summary>An amount is in another currency than its record.</summary>
    public const string CurrencyMixed = "channels.currency-mixed";

    /// <summary>A profile reads amounts and says nowhere in which currency.</summary>
    public const string CurrencyUnset = "channels.currency-unset";

    /// <summary>A quantity is no positive whole number.</summary>
    public const string QuantityInvalid = "channels.quantity-invalid";

    /// <summary>A quantity is negative.</summary>
    public const string QuantityNegative = "channels.quantity-negative";

    /// <summary>A time is none in the profile's format.</summary>
    public const string TimeInvalid = "channels.time-invalid";

    /// <summary>A status word is in no table.</summary>
    public const string StatusUnknown = "channels.status-unknown";

    /// <summary>A word of a side table is unknown and was passed over.</summary>
    public const string WordUnknown = "channels.word-unknown";

    /// <summary>The SKU map does not know a line's code.</summary>
    public const string SkuUnmapped = "channels.sku-unmapped";

    /// <summary>A carrier code is unknown.</summary>
    public const string CarrierUnknown = "channels.carrier-unknown";

    /// <summary>A warehouse's or ERP's word for a channel, shop, location or outcome is not among those that its profile maps.</summary>
    public const string PartnerWordUnknown = "channels.partner-word-unknown";

    /// <summary>A document of a warehouse names a parcel twice.</summary>
    public const string ParcelRepeated = "channels.parcel-repeated";

    /// <summary>What was counted is a set of several SKUs: how many of each lie there it does not tell.</summary>
    public const string CountOfBundle = "channels.count-of-bundle";

    /// <summary>A country is no code of two letters.</summary>
    public const string CountryUnknown = "channels.country-unknown";

    /// <summary>The channel does not say what a case asks for; the profile's default stands.</summary>
    public const string CaseKindAssumed = "channels.case-kind-assumed";

    /// <summary>The amounts' parts do not add up to what is due.</summary>
    public const string AmountsUntied = "channels.amounts-untied";

    /// <summary>The totals of the lines do not come to what is due.</summary>
    public const string LinesUntied = "channels.lines-untied";

    /// <summary>What was paid in full is not what is due.</summary>
    public const string PaidUntied = "channels.paid-untied";

    /// <summary>A part is paid, and the record does not say how much.</summary>
    public const string DepositUnknown = "channels.deposit-unknown";

    /// <summary>A profile names a table that it does not have.</summary>
    public const string TableUnknown = "channels.table-unknown";

    /// <summary>A profile names a path that is none.</summary>
    public const string PathInvalid = "channels.path-invalid";

    /// <summary>A SKU map has a code twice.</summary>
    public const string SkuDuplicate = "channels.sku-duplicate";
}
