using OrderKernel.Storage.Sqlite.Crash;

// What the tests of killed and of many processes start.
return args switch
{
    ["write", var path, var way] => await NumberedWriter.RunAsync(path, Enum.Parse<WritingWay>(way)),
    ["buy", var path, var name, var rounds, var way] => await ManyBuyers.RunAsync(path, name, int.Parse(rounds), Enum.Parse<BuyingWay>(way)),
    _ => 2,
};
