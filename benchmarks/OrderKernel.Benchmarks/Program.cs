using BenchmarkDotNet.Running;
using OrderKernel.Benchmarks;

if (args is ["tmall", .. var rest]) return await TmallCommand.RunAsync(rest);
BenchmarkSwitcher.FromAssembly(typeof(TmallCommand).Assembly).Run(args);
return 0;
