using NodaTime;
using OrderKernel;
using OrderKernel.AfterSales;

// Only the refund tiers: your own document, your own order data, a verdict with its reasons. Nothing is stored.
var tiers = ApprovalTiers.Load(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "tiers.json"))).ValueOrThrow();
var texts = TextCatalog.Of(typeof(Money).Assembly, typeof(ApprovalTiers).Assembly);
var at = Instant.FromUtc(2026, 2, 9, 4, 0);

// What your system knows: the order could still give 128 yuan back, and this customer never asked before.
var given = new CaseGiven(CaseId.Of("case-1"), OrderId.Parse("OK_20260209_5z6fbee7132mfgvp"), new RefundableBalance(Yuan("128.00"), Asked: Yuan("0.00")))
{
    Tiers = tiers,
    Standing = new CustomerStanding(CustomerLevel.Ordinary, CustomerHistory.Good),
};

foreach (var asked in new[] { "20.00", "99.00", "500.00" })
{
    var judged = Judging.Judge(new CaseRequest(CaseKind.RefundOnly, Yuan(asked), "chipped"), given, at);
    Console.WriteLine($"{asked}: {judged.Verdict.Kind} {string.Join(", ", judged.Verdict.Approvers)}".TrimEnd());
    foreach (var reason in judged.Reasons) Say(reason);
    if (judged.Refusal is { } refusal) Say(new Reason(refusal.Code, refusal.Arguments));
}

// A document with mistakes is refused with all of them at once, each with its path.
var mistaken = """{ "$schema": "approval-tiers-1.json", "name": "x", "version": "1", "currency": "CNY", "tiers": [], "quietPeriod": "1 day" }"""u8.ToArray();
var wrong = ApprovalTiers.Load(mistaken);
Console.WriteLine("a wrong document:");
foreach (var reason in wrong.Refusal!.Reasons) Say(reason);

void Say(Reason reason)
{
    Console.WriteLine($"  {texts.Text(reason, Language.English)}");
    Console.WriteLine($"  {texts.Text(reason, Language.Chinese)}");
}

static Money Yuan(string amount) => Money.Parse(amount, Currency.Cny);
