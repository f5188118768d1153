using System.Reflection;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace OrderKernel.Mutants.Asking;

/// <summary>The tests of an assembly, run in this process.</summary>
internal sealed class TestRun : IDisposable
{
    private readonly XunitTestFramework _framework = new(new Listener());
    private readonly ITestFrameworkExecutor _executor;

    /// <summary>Finds the tests of the assembly: every row of a table is one.</summary>
    public TestRun(Assembly tests)
    {
        using var discoverer = _framework.GetDiscoverer(Reflector.Wrap(tests));
        var found = new Listener();
        discoverer.Find(includeSourceInformation: false, found, new Settings());
        found.Finished.Wait();
        Cases = found.Cases.Where(c => c.SkipReason is null).GroupBy(c => c.UniqueID).ToDictionary(g => g.Key, g => g.First());
        _executor = _framework.GetExecutor(tests.GetName());
    }

    /// <summary>By the key that a test keeps from run to run.</summary>
    public IReadOnlyDictionary<string, ITestCase> Cases { get; }

    /// <summary>Runs tests one after the other up to the first that fails.</summary>
    /// <param name="tests">Their keys.</param>
    /// <param name="limit">How long they may take.</param>
    /// <param name="atLimit">Called when they took longer; they then have three seconds to end.</param>
    public TestOutcome Run(IEnumerable<string> tests, TimeSpan limit, Action atLimit)
    {
        var listener = new Listener();
        // A thread of its own, which can be left alone when it does not end, with room for code that was made bigger.
        var thread = new Thread(() => _executor.RunTests(tests.Select(t => Cases[t]), listener, new Settings()), 16 << 20) { IsBackground = true };
        thread.Start();
        if (listener.Finished.Wait(limit)) return new TestOutcome(listener.Failed, false, false);
        atLimit();
        return new TestOutcome(listener.Failed, true, !listener.Finished.Wait(TimeSpan.FromSeconds(3)));
    }

    public void Dispose()
    {
        _executor.Dispose();
        _framework.Dispose();
    }

    private sealed class Listener : LongLivedMarshalByRefObject, IMessageSink
    {
        public ManualResetEventSlim Finished { get; } = new();

        public List<ITestCase> Cases { get; } = [];

        public string? Failed { get; private set; }

        public bool OnMessage(IMessageSinkMessage message)
        {
            switch (message)
            {
                case ITestCaseDiscoveryMessage discovered:
                    Cases.Add(discovered.TestCase);
                    break;
                case ITestFailed failed:
                    Failed ??= failed.TestCase.UniqueID;
                    break;
                case ITestCaseCleanupFailure or ITestClassCleanupFailure or ITestCollectionCleanupFailure or IErrorMessage:
                    Failed ??= "cleanup";
                    break;
                case IDiscoveryCompleteMessage or ITestAssemblyFinished:
                    Finished.Set();
                    break;
            }

            return Failed is null;
        }
    }

    /// <summary>One test after the other, told as it happens, on the thread that asks.</summary>
    private sealed class Settings : LongLivedMarshalByRefObject, ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
    {
        private readonly Dictionary<string, object?> _values = new()
        {
            ["xunit.discovery.PreEnumerateTheories"] = true,
            ["xunit.discovery.SynchronousMessageReporting"] = true,
            ["xunit.execution.SynchronousMessageReporting"] = true,
            ["xunit.execution.DisableParallelization"] = true,
            ["xunit.execution.MaxParallelThreads"] = -1,
        };

        public TValue GetValue<TValue>(string name) => _values.TryGetValue(name, out var value) ? (TValue)value! : default!;

        public void SetValue<TValue>(string name, TValue value) => _values[name] = value;
    }
}

/// <summary>How tests ended.</summary>
/// <param name="Failed">The key of the first that failed; null for none.</param>
/// <param name="OutOfTime">They took longer than they may.</param>
/// <param name="Hangs">They did not end after that either: the process is of no more use.</param>
internal readonly record struct TestOutcome(string? Failed, bool OutOfTime, bool Hangs);
