using OrderKernel.Mutants;
using OrderKernel.Mutants.Asking;

// The second form is this program's own: the process in which the tests run.
return args is ["worker", var work, .. var rest] ? Worker.Run(work, rest) : Command.Run(args);
