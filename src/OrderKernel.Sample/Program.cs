using OrderKernel.Sample;

return SampleProgram.Run(args, Console.Out, Console.Error);
