using System.Globalization;

namespace OrderKernel.Sample;

/// <summary>The command line: <c>--out FOLDER [--orders N] [--seed N]</c>. Ends with 0, or with 2 and one sentence where nothing was written.</summary>
internal static class SampleProgram
{
    private const int Unusable = 2;

    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        try
        {
            var options = Options(args);
            // Files of an earlier sample would be read along with the new ones.
            if (Directory.Exists(options.OutputDirectory) && Directory.EnumerateFileSystemEntries(options.OutputDirectory).Any())
                throw new FormatException($"The folder {options.OutputDirectory} is not empty; name a new or an empty one.");
            output.WriteLine($"{options.OutputDirectory}: {SampleGenerator.Write(options).OrdersWritten} orders");
            return 0;
        }
        catch (Exception e) when (e is FormatException or OverflowException or IOException or UnauthorizedAccessException)
        {
            error.WriteLine(e.Message);
            return Unusable;
        }
    }

    private static SampleOptions Options(IReadOnlyList<string> args)
    {
        var options = new SampleOptions(SampleOptions.OrdersDefault, SampleOptions.SeedDefault, "");
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count ? args[i + 1] : throw new FormatException($"{args[i]} lacks its value.");
            options = args[i] switch
            {
                "--out" => options with { OutputDirectory = value },
                "--orders" => options with { Orders = int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture) },
                "--seed" => options with { Seed = ulong.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture) },
                _ => throw new FormatException($"{args[i]} is no option: --out FOLDER [--orders N] [--seed N]."),
            };
        }

        if (options.OutputDirectory.Length == 0) throw new FormatException("--out FOLDER says where to write.");
        if (options.Orders is < SampleOptions.OrdersMin or > SampleOptions.OrdersMax)
            throw new FormatException($"--orders: {SampleOptions.OrdersMin} to {SampleOptions.OrdersMax}.");
        return options;
    }
}
