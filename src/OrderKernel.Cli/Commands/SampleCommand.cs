using System.CommandLine;
using System.Globalization;
using OrderKernel.Cli.Output;
using OrderKernel.Cli.Sample;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel sample</c>: writes a promotion day over four channels, the same bytes for the same seed.</summary>
internal static class SampleCommand
{
    public static Command Create()
    {
        var orders = new Option<int>("--orders") { Description = "How many orders (订单数), 200 to 50 000", DefaultValueFactory = _ => SampleOptions.OrdersDefault };
        var seed = new Option<ulong>("--seed") { Description = "The seed (随机种子)", DefaultValueFactory = _ => 20251111 };
        var target = new Option<string>("--out") { Description = "The folder to write, new or empty (输出文件夹)", Required = true }.NotEmpty();
        var lang = CommonOptions.Lang();
        orders.Validators.Add(r =>
        {
            // What is no number at all, the parser reports by itself.
            if (r.Tokens.Any(t => int.TryParse(t.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var n) && n is < SampleOptions.OrdersMin or > SampleOptions.OrdersMax))
                r.AddError($"--orders: {SampleOptions.OrdersMin} to {SampleOptions.OrdersMax}.");
        });
        var command = new Command("sample", "Writes a deterministic sample folder (生成示例数据)") { orders, seed, target, lang };
        command.SetAction(result =>
        {
            var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(lang)));
            return Write(new SampleOptions(result.GetValue(orders), result.GetValue(seed), result.GetValue(target)!), labels);
        });
        return command;
    }

    private static int Write(SampleOptions options, Labels labels)
    {
        var folder = options.OutputDirectory;
        try
        {
            // Files of an earlier sample would be read along with the new ones.
            if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()) return Terminal.Refuse(labels, Reason.Of(CliCodes.FolderNotEmpty, ("path", folder)));
            var summary = SampleGenerator.Write(options);
            Console.Out.WriteLine(labels.Text("sample.written", ("path", folder), ("orders", summary.OrdersWritten)));
            return ExitCode.Ok;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Terminal.Refuse(labels, Reason.Of(CliCodes.FileUnwritable, ("path", folder), ("detail", e.Message)));
        }
    }
}
