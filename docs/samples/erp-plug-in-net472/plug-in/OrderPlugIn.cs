using System;
using System.Globalization;
using System.Text;
using System.Threading.Tasks;
using NodaTime;
using OrderKernel;
using OrderKernel.AfterSales;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Stores;

namespace ErpPlugIn
{
    /// <summary>What the ERP calls. Its methods take and give what every ERP knows: text, numbers, dates.</summary>
    public sealed class OrderPlugIn
    {
        private readonly Kernel _kernel;
        private readonly string _tenant;

        public OrderPlugIn(string tenant, byte[] tiers)
        {
            _tenant = tenant;

            // snippet: plug-in policies
            // A document of your own. With takes its kind and its bytes; a bad one is refused with all that is wrong with it.
            if (!KernelPolicies.Default.With("tiers", tiers).TryGet(out var policies, out var refusal)) throw new InvalidOperationException(Text(refusal));
            var kernel = new Kernel(new MemoryOrderStore(), policies);              // your own store in the end: see the sample own-store
            // end
            _kernel = kernel;
        }

        /// <summary>A sales order was saved.</summary>
        public string Place(string number, string sku, int units, decimal unitPrice, DateTime savedAt)
        {
            // snippet: plug-in place
            var at = Instant.FromDateTimeUtc(savedAt.ToUniversalTime());
            var price = Yuan(unitPrice);
            var goods = new[] { new BundleComponent(SkuId.Of(sku), Quantity.Of(1)) }.ToValueList();        // instead of [ … ], which is C# 12
            var line = OrderedLine.AtUnitPrice(LineId.Of("1"), Quantity.Of(units), price, goods);
            var placed = Wait(_kernel.PlaceAsync(Key(number), line.Total, at, new[] { line }.ToValueList()));
            // end
            return Said(placed);
        }

        /// <summary>Money came in.</summary>
        public string Pay(string number, string payment, decimal amount, DateTime paidAt)
        {
            var at = Instant.FromDateTimeUtc(paidAt.ToUniversalTime());
            var paid = new RecordPayment(PaymentId.Of(payment), Tender.Cash, Yuan(amount), at);
            return Said(Wait(_kernel.TellAsync(Key(number), paid, Role.Channel, at)));
        }

        /// <summary>The warehouse sent everything under a waybill.</summary>
        public string Send(string number, string waybill, DateTime sentAt)
        {
            // snippet: plug-in command
            // Waybills is `init`, which C# 7.3 cannot set. Every command reads itself from JSON, with all that it can say.
            var at = sentAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            var json = "{\"command\":\"orders.ship-elsewhere\",\"shipment\":\"1\",\"handedOverAt\":\"" + at + "\",\"waybills\":[\"" + waybill + "\"]}";
            if (!OrderCommands.Codec.Read(Encoding.UTF8.GetBytes(json)).TryGet(out var command, out var refusal)) return Text(refusal);
            var sent = Wait(_kernel.TellAsync(Key(number), command, Role.Warehouse, Instant.FromDateTimeUtc(sentAt.ToUniversalTime())));
            // end
            return Said(sent);
        }

        /// <summary>A buyer asks for money back: who has to agree?</summary>
        public string AskRefund(string number, string caseNumber, decimal amount, string why, DateTime askedAt)
        {
            var request = new CaseRequest(CaseKind.RefundOnly, Yuan(amount), why);
            var key = CaseKey.Of(Key(number), CaseId.Of(caseNumber));
            var opened = Wait(_kernel.TellAsync(key, new OpenCase(request), Role.Buyer, Instant.FromDateTimeUtc(askedAt.ToUniversalTime())));
            return opened.TryGet(out var found, out var refusal) ? found.Status.ToString() : Text(refusal);
        }

        // snippet: plug-in tiers
        /// <summary>The refund tiers alone, without a kernel: who would have to agree?</summary>
        public static string Judge(PolicyDocument<ApprovalTiers> tiers, OrderId order, decimal asked, decimal refundable, DateTime askedAt)
        {
            var (money, balance) = (Yuan(asked), new RefundableBalance(Yuan(refundable), Money.Zero(Currency.Cny)));
            var given = new CaseGiven(CaseId.Of("asked"), order, balance).Under(tiers);                     // instead of { Tiers = tiers }, which is C# 9
            var judged = Judging.Judge(new CaseRequest(CaseKind.RefundOnly, money, "asked"), given, Instant.FromDateTimeUtc(askedAt.ToUniversalTime()));
            return judged.Verdict.Kind + " " + string.Join(", ", judged.Verdict.Approvers.Items);
        }
        // end

        // snippet: plug-in answers
        /// <summary>The answer, or the refusal in words for a message box.</summary>
        private static string Said(Result<Order> result)
        {
            return result.TryGet(out var order, out var refusal) ? order.Statuses.Headline + ", " + order.Statuses.Payment : Text(refusal);
        }

        private static string Text(Refusal refusal)
        {
            var text = RefusalTexts.Default.Text(refusal, Language.Chinese) + " [" + refusal.Code + "]";
            foreach (var reason in refusal.Reasons) text += Environment.NewLine + "  " + RefusalTexts.Default.Text(reason, Language.Chinese);
            return text;
        }

        /// <summary>Exact: an amount with a part of a fen is a FormatException, never rounded.</summary>
        private static Money Yuan(decimal amount)
        {
            return Money.Parse(amount.ToString(CultureInfo.InvariantCulture), Currency.Cny);
        }

        /// <summary>Event handlers of an ERP cannot await. The kernel never needs the thread that called it, so waiting cannot lock up.</summary>
        private static T Wait<T>(ValueTask<T> call)
        {
            return call.AsTask().GetAwaiter().GetResult();
        }
        // end

        private OrderKey Key(string number)
        {
            return new OrderKey(TenantId.Of(_tenant), ChannelId.Of("own"), ShopId.Of("erp"), OrderNumber.Of(number));
        }
    }
}
