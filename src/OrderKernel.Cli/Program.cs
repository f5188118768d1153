return await OrderKernel.Cli.Tool.RunAsync(args);
