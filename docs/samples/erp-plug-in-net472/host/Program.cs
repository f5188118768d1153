using System;
using System.IO;
using System.Text;
using ErpPlugIn;
using OrderKernel;
using OrderKernel.AfterSales;

/// <summary>Stands for the ERP: what it does when people press buttons.</summary>
internal static class Program
{
    private static void Main()
    {
        Console.OutputEncoding = new UTF8Encoding(false);
        var plugIn = new OrderPlugIn("acme", File.ReadAllBytes(Path.Combine(AppDomain.CurrentDomain.BaseDirectory, "tiers.json")));
        var at = new DateTime(2026, 2, 9, 2, 0, 0, DateTimeKind.Utc);
        Console.WriteLine(plugIn.Place("SO-1001", "MUG", 2, 64.00m, at));
        Console.WriteLine(plugIn.Pay("SO-1001", "pay-1", 128.00m, at));
        Console.WriteLine(plugIn.Send("SO-1001", "SF1001", at.AddHours(5)));
        Console.WriteLine(plugIn.AskRefund("SO-1001", "case-1", 20.00m, "chipped", at.AddHours(60)));
        Console.WriteLine(plugIn.AskRefund("SO-1001", "case-2", 500.00m, "chipped", at.AddHours(61)));

        var order = OrderId.Parse("OK_20260209_5z6fbee7132mfgvp");
        Console.WriteLine(OrderPlugIn.Judge(ApprovalTiers.Default, order, 600.00m, 1000.00m, at));

        try
        {
            new OrderPlugIn("acme", Encoding.UTF8.GetBytes("{ \"$schema\": \"approval-tiers-1.json\", \"name\": \"x\" }"));
        }
        catch (InvalidOperationException e)
        {
            Console.WriteLine(e.Message);
        }
    }
}
