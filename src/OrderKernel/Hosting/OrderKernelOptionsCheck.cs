using Microsoft.Extensions.Options;

namespace OrderKernel.Hosting;

/// <summary>Lists everything that is wrong with the options, all at once.</summary>
internal sealed class OrderKernelOptionsCheck : IValidateOptions<OrderKernelOptions>
{
    public ValidateOptionsResult Validate(string? name, OrderKernelOptions options)
    {
        var problems = new List<string>();
        if (options.Store is null) problems.Add("OrderKernelOptions.Store is required.");
        if (options.Policies is null) problems.Add("OrderKernelOptions.Policies is required.");
        if (options.Policies is { } policies) problems.AddRange(policies.Orders.MissingShipments().Items.Select(f => $"OrderKernelOptions.Policies: {f}."));
        if (options.Epoch < 0) problems.Add("OrderKernelOptions.Epoch is 0 or more.");
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
