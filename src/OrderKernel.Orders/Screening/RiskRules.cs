using NodaTime;

namespace OrderKernel.Orders;

/// <summary>What makes an order risky: points for each finding, and how many make it elevated or high.</summary>
/// <param name="ElevatedAt">From so many points on.</param>
/// <param name="HighAt">From so many points on; at least as many.</param>
/// <param name="Address">What makes an address vague; null to leave it out, as each rule.</param>
/// <param name="Phone">What makes a phone number doubtful.</param>
/// <param name="Amount">What makes an amount abnormal.</param>
/// <param name="HighValue">What makes it high.</param>
/// <param name="Repeat">What makes an order a repeat.</param>
/// <param name="Streak">How many such in a row are a high risk by themselves.</param>
/// <remarks>Source: capabilities C13; the numbers are ours, in the default document.</remarks>
public sealed record RiskRules(
    int ElevatedAt, int HighAt, AddressRule? Address, PhoneRule? Phone, AmountRule? Amount, HighValueRule? HighValue, RepeatRule? Repeat, StreakRule? Streak);

/// <summary>What makes an address vague.</summary>
/// <param name="Points">The points for it.</param>
/// <param name="LettersMin">A street with fewer letters and digits is short.</param>
/// <param name="NeedsNumber">True when a street without any number is vague.</param>
/// <param name="RepeatedMin">So many equal letters in a row are no street; digits do not count.</param>
/// <param name="Words">Words that stand where a street should 附近, 到了打电话.</param>
public sealed record AddressRule(int Points, int LettersMin, bool NeedsNumber, int RepeatedMin, ValueList<string> Words);

/// <summary>What makes a phone number doubtful.</summary>
/// <param name="Points">The points for it.</param>
/// <param name="DigitsMin">A number with fewer digits is none.</param>
/// <param name="DigitsMax">A number with more digits is none.</param>
public sealed record PhoneRule(int Points, int DigitsMin, int DigitsMax);

/// <summary>What makes an amount abnormal: more than a multiple of the amount that most of the shop's orders do not exceed.</summary>
/// <param name="Points">The points for it.</param>
/// <param name="QuantileBasisPoints">How many of ten thousand orders "most" are.</param>
/// <param name="FactorPercent">The multiple in percent.</param>
/// <param name="OrdersMin">With fewer orders counted nothing is judged.</param>
public sealed record AmountRule(int Points, int QuantileBasisPoints, int FactorPercent, int OrdersMin);

/// <summary>What makes an amount high.</summary>
/// <param name="Points">The points for it.</param>
/// <param name="Above">More than this; other currencies are not judged.</param>
public sealed record HighValueRule(int Points, Money Above);

/// <summary>What makes an order a repeat: same buyer, goods and address within a time.</summary>
/// <param name="Points">The points for it.</param>
/// <param name="Within">The time; exclusive.</param>
public sealed record RepeatRule(int Points, Duration Within);

/// <summary>How many anomalous or equal orders of a buyer in a row are a high risk.</summary>
/// <param name="Length">How many, this order included.</param>
/// <param name="Within">How far back; exclusive.</param>
public sealed record StreakRule(int Length, Duration Within);
