using System.CommandLine;
using OrderKernel.Cli.Sample;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel sample</c>: writes a promotion day over four channels, the same bytes for the same seed.</summary>
internal static class SampleCommand
{
    public static Command Create()
    {
        var orders = new Option<int>("--orders") { Description = "How many orders (订单数), 200 to 50 000", DefaultValueFactory = _ => SampleOptions.OrdersDefault };
        var seed = new Option<ulong>("--seed") { Description = "The seed (随机种子)", DefaultValueFactory = _ => 20251111 };
        var target = new Option<string>("--out") { Description = "The folder to write (输出文件夹)", Required = true };
        orders.Validators.Add(r => { if (r.GetValueOrDefault<int>() is < SampleOptions.OrdersMin or > SampleOptions.OrdersMax) r.AddError($"--orders: {SampleOptions.OrdersMin} to {SampleOptions.OrdersMax}"); });
        var command = new Command("sample", "Writes a deterministic sample folder (生成示例数据)") { orders, seed, target };
        command.SetAction(result =>
        {
            var folder = result.GetValue(target)!;
            try
            {
                var summary = SampleGenerator.Write(new SampleOptions(result.GetValue(orders), result.GetValue(seed), folder));
                Console.Out.WriteLine($"{folder}: {summary.Orders} orders");
                return ExitCode.Ok;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine($"{folder}: {e.Message}");
                return ExitCode.Unusable;
            }
        });
        return command;
    }
}
