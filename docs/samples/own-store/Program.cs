using OrderKernel.Testing;

// Holds DictionaryStore.cs against every promise of the store's ports, each check on a fresh store. The same call stands well in a test of yours.
var report = await StoreConformance.RunAsync(() => new(new DictionaryStore()));
foreach (var check in report.Failed) Console.WriteLine($"broken: {check.Name} {check.Detail}");
Console.WriteLine($"{report.Checks.Count - report.Failed.Count} of {report.Checks.Count} promises kept");
return report.IsPassed ? 0 : 1;
