using System.Reflection;
using System.Runtime;
using System.Runtime.Loader;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Stores;

namespace OrderKernel.Tests.Policies;

// Fails when the default policies, or a kernel over them, read documents that nobody asked for: a plug-in would pay for all of them at the user's click.
// Measured in methods that had to be compiled, in assemblies that nobody touched before.
public class FirstTouchTests
{
    [Fact]
    public void Default_policies_and_a_kernel_over_them_read_no_document()
    {
        var fresh = new Fresh();
        Assert.InRange(fresh.Compiled(k => k.Policies()), 1, 60);
        Assert.InRange(fresh.Compiled(k => k.NewKernel()), 1, 200);
    }

    [Fact]
    public void What_reads_one_document_is_told_apart() => Assert.True(new Fresh().Compiled(k => k.Tiers()) > 250);

    /// <summary>The kernel in a load context of its own, with all its statics to begin with.</summary>
    private sealed class Fresh : AssemblyLoadContext
    {
        private readonly Assembly _kernel;

        public Fresh() => _kernel = LoadFromAssemblyPath(typeof(Kernel).Assembly.Location);

        public int Compiled(Action<Fresh> touch)
        {
            var before = JitInfo.GetCompiledMethodCount(currentThread: true);
            touch(this);
            return (int)(JitInfo.GetCompiledMethodCount(currentThread: true) - before);
        }

        public object Policies() => Type<KernelPolicies>().GetProperty(nameof(KernelPolicies.Default))!.GetValue(null)!;

        public object NewKernel() => Type<Kernel>().GetConstructor([Type<IOrderStore>(), Type<KernelPolicies>()])!
            .Invoke([Activator.CreateInstance(Type<MemoryOrderStore>()), Policies()]);

        public object Tiers() => Type<KernelPolicies>().GetProperty(nameof(KernelPolicies.Tiers))!.GetValue(Policies())!;

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var beside = Path.Combine(Path.GetDirectoryName(typeof(Kernel).Assembly.Location)!, assemblyName.Name + ".dll");
            return assemblyName.Name!.StartsWith("OrderKernel", StringComparison.Ordinal) && File.Exists(beside) ? LoadFromAssemblyPath(beside) : null;
        }

        private Type Type<T>()
        {
            var assembly = typeof(T).Assembly.GetName();
            return (assembly.Name == _kernel.GetName().Name ? _kernel : LoadFromAssemblyName(assembly)).GetType(typeof(T).FullName!, throwOnError: true)!;
        }
    }
}
