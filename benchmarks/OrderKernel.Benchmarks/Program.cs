using BenchmarkDotNet.Running;
using OrderKernel.Benchmarks;

if (args is ["tmall", .. var rest]) return await TmallCommand.RunAsync(rest);
if (args is ["memory", .. var months]) return await MemoryCommand.RunAsync(months);
if (args is ["transitions", .. var firings]) return TransitionsCommand.Run(firings);
if (args is ["rules", .. var askings]) return RulesCommand.Run(askings);
if (args is ["patterns", .. var searches]) return PatternsCommand.Run(searches);
if (args is ["claims", .. var told]) return ClaimsCommand.Run(told);
if (args is ["intake", .. var rounds]) return IntakeCommand.Run(rounds);
if (args is ["stock", .. var held]) return StockCommand.Run(held);
if (args is ["exports", .. var exported]) return ExportsCommand.Run(exported);
if (args is ["store", .. var lives]) return await StoreCommand.RunAsync(lives);
if (args is ["dictionary", .. var files]) return await DictionaryCommand.RunAsync(files);
BenchmarkSwitcher.FromAssembly(typeof(TmallCommand).Assembly).Run(args);
return 0;
