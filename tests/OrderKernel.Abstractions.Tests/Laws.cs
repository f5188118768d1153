using FsCheck;

namespace OrderKernel.Abstractions.Tests;

/// <summary>How laws are checked here: quietly, and longer when ORDERKERNEL_LONG is set.</summary>
internal static class Laws
{
    public static Config Config(int max = 500) => FsCheck.Config.QuickThrowOnFailure.WithQuietOnSuccess(true)
        .WithMaxTest(Environment.GetEnvironmentVariable("ORDERKERNEL_LONG") is null ? max : max * 100);
}
