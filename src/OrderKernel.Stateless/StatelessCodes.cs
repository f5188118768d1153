namespace OrderKernel.Stateless;

/// <summary>The codes of exports and imports.</summary>
public static class StatelessCodes
{
    /// <summary>On export: the document says what a Stateless machine cannot, and the host does not take care of it; the reasons name each place.</summary>
    public const string NotSayable = "stateless.not-sayable";

    /// <summary>On export: a trigger is for some roles only.</summary>
    public const string Roles = "stateless.roles";

    /// <summary>On export: a trigger needs four eyes.</summary>
    public const string FourEyes = "stateless.four-eyes";

    /// <summary>On export: a clock runs at a step.</summary>
    public const string Deadline = "stateless.deadline";

    /// <summary>On export: a step runs regions side by side.</summary>
    public const string Regions = "stateless.regions";

    /// <summary>On export: something is held at a step.</summary>
    public const string Hold = "stateless.hold";

    /// <summary>On export: a trigger asks something of the host.</summary>
    public const string Action = "stateless.action";

    /// <summary>On import: two states or two triggers bear one name.</summary>
    public const string NameTaken = "stateless.name-taken";

    /// <summary>Not seen on import: under which condition a trigger is permitted; the document takes it to hold.</summary>
    public const string GuardUnseen = "stateless.guard-unseen";

    /// <summary>Not seen on import: which of the destinations that the machine names is chosen; the document takes each to be possible.</summary>
    public const string ChoiceUnseen = "stateless.choice-unseen";

    /// <summary>Not seen on import: where a dynamic transition leads; the document takes every state to be possible.</summary>
    public const string DestinationUnseen = "stateless.destination-unseen";

    /// <summary>Not seen on import: what an action does on entry, exit, activation or deactivation.</summary>
    public const string ActionUnseen = "stateless.action-unseen";

    /// <summary>Not said by the document: the trigger stays without leaving and entering its state.</summary>
    public const string InternalTransition = "stateless.internal-transition";

    /// <summary>Not said by the document: the machine takes the trigger and does nothing; the document refuses it.</summary>
    public const string IgnoredTrigger = "stateless.ignored-trigger";

    /// <summary>Not said by the document: a state lies in another, whose triggers are written at both.</summary>
    public const string Superstate = "stateless.superstate";

    /// <summary>Not seen on import: whether entering a state goes on into one that lies in it; the document takes each to be possible.</summary>
    public const string InitialTransitionUnseen = "stateless.initial-transition-unseen";

    /// <summary>Not said by the machine: a state that nothing leaves is taken to be final.</summary>
    public const string FinalAssumed = "stateless.final-assumed";
}
