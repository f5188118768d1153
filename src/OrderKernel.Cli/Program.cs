using System.CommandLine;
using OrderKernel.Cli.Commands;

var root = new RootCommand("The order kernel on the command line. 订单内核命令行工具。")
{
    DemoCommand.Create(), RunCommand.Create(), SampleCommand.Create(), ExplainCommand.Create(), VerifyCommand.Create(), GraphCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
