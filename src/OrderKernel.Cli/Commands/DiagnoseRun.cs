using NodaTime;
using OrderKernel.Channels;
using OrderKernel.Cli.Input;
using OrderKernel.Cli.Output;
using OrderKernel.Cli.Report;

namespace OrderKernel.Cli.Commands;

/// <summary>What a diagnosis is made of.</summary>
/// <param name="Files">The files of all sides.</param>
/// <param name="Findings">What is wrong with single files.</param>
/// <param name="Shops">What other systems call the shops.</param>
/// <param name="Policy">How much sides may differ.</param>
/// <param name="From">Orders placed since; null for all.</param>
/// <param name="To">Orders placed before; null for all.</param>
/// <param name="AsOf">When the exports were made; null where that is to follow from them.</param>
internal sealed record DiagnosisInput(
    IReadOnlyList<SideFile> Files, IReadOnlyList<Finding> Findings, IEnumerable<KeyValuePair<string, OrderSource>> Shops, DiagnosisPolicy Policy, Instant? From,
    Instant? To, Instant? AsOf);

/// <summary>One diagnosis: read all sides, compare order by order, write what was found.</summary>
internal sealed class DiagnoseRun(Labels labels, DiagnosisInput input, string? htmlPath, string? csvPath, bool isJson)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        foreach (var path in (string?[])[htmlPath, csvPath])
        {
            if (path is not null && OutputFile.WhyNot(path) is { } unwritable) return Terminal.Refuse(labels, unwritable);
        }

        using var spool = new DiagnosisSpool();
        using var csv = csvPath is null ? null : new DisagreementCsv(spool, labels);
        var result = await Terminal.ProgressAsync(isJson, bar => Task.FromResult(Diagnose(spool, csv, bar, cancellationToken)));
        var problem = Write(csvPath, path => csv!.WriteTo(path)) ?? Write(htmlPath, path => File.WriteAllText(path, DiagnosisPage.Of(result, labels)));
        if (problem is not null) return Terminal.Refuse(labels, problem);
        if (isJson) Print(result);
        else DiagnosisTables.Print(result, labels, htmlPath, csvPath);
        return result.Tally.Disagreements == 0 ? ExitCode.Ok : ExitCode.Found;
    }

    private void Print(DiagnosisResult result)
    {
        // Standard output is the object alone; what is wrong with files must be seen all the same.
        foreach (var finding in result.Findings) Terminal.Complain(labels.Coded(finding.ToReason()));
        Console.Out.WriteLine(DiagnosisJson.Of(result, labels));
    }

    private DiagnosisResult Diagnose(
        DiagnosisSpool spool, DisagreementCsv? csv, Func<string, double, IProgress<double>> bar, CancellationToken cancellationToken)
    {
        var findings = input.Findings.ToList();
        var reach = new ExportReach(input.From, input.AsOf);
        var readings = Read(spool, reach, findings, bar(labels["progress.read"], input.Files.Sum(f => f.File.Length)), cancellationToken);
        var sources = new OrderSources(input.Files.Where(f => f.Side == DiagnosisSide.Channel)
            .Select(f => new OrderSource(f.File.Profile!.Policy.Channel.Value, f.File.Shop.Value)).Distinct(), input.Shops);
        var result = new DiagnosisResult(input, readings, findings, [.. reach.Sides]);
        var comparing = bar(labels["progress.compare"], DiagnosisSpool.Parts);
        for (var part = 0; part < DiagnosisSpool.Parts; part++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var (number, records) in spool.Read(part))
            {
                foreach (var order in sources.Part(records)) Take(OrderDiagnosis.Of(number, order, reach, input.Policy), result, csv);
            }

            csv?.EndPart();
            comparing.Report(part + 1);
        }

        return result;
    }

    private void Take(DiagnosedOrder order, DiagnosisResult result, DisagreementCsv? csv)
    {
        if (order.PlacedAt < input.From || order.PlacedAt >= input.To)
        {
            result.Outside++;
            return;
        }

        result.Take(order);
        csv?.Add(order);
    }

    private List<SideReading> Read(
        DiagnosisSpool spool, ExportReach reach, List<Finding> findings, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var latest = SystemClock.Instance.GetCurrentInstant() + Duration.FromDays(1);
        var readings = new List<SideReading>();
        double read = 0;
        foreach (var file in input.Files)
        {
            var reading = new SideReading(file, readings.Count, latest);
            readings.Add(reading);
            try
            {
                reading.Read(record =>
                {
                    reach.Take(record);
                    spool.Add(record);
                }, cancellationToken);
                if (reading.Records == 0) findings.Add(Finding.Of(file.File.Name, CliCodes.FileWithoutRecords, ("readAs", file.File.ReadAs)));
            }
            catch (FileFormException e)
            {
                // Half a file would make orders missing that are there.
                throw new InputChangedException(e.Of(file.File.Name).ToReason());
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new InputChangedException(Reason.Of(CliCodes.FileUnreadable, ("path", file.File.Name), ("detail", IoDetail.Of(e, file.File.Path))), e);
            }

            progress.Report(read += file.File.Length);
        }

        return readings;
    }

    private static Reason? Write(string? path, Action<string> write)
    {
        if (path is null) return null;
        try
        {
            write(path);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Reason.Of(CliCodes.FileUnwritable, ("path", path), ("detail", IoDetail.Of(e, path)));
        }
    }
}
