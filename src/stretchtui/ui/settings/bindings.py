"""Textual bindings made from the table of actions, and what an action is called on the screen that it is pressed on."""

from collections.abc import Iterator, Mapping

from textual.binding import Binding, BindingType
from textual.dom import DOMNode

from stretchtui.core.settings.actions import ACTIONS, Action, action_in

BEFORE_ALL = frozenset({"palette", "interrupt", "repaint", "suspend"})
"""Actions that are heard before what has the focus, and over every question: a field of text has its own ctrl+p."""


def bound(context: str, **methods: str) -> list[BindingType]:
    """The bindings of a context.

    `methods` are Textual's actions by id, with _ for - (`break_` for break); the others bear the name of their id.
    Raises KeyError for an id that the context does not have.
    """
    actions = [action for action in ACTIONS[context] if action.keys]
    named = {action.id: action.id.replace("-", "_") for action in actions}
    for name, method in methods.items():
        id_ = name.rstrip("_").replace("_", "-")
        if id_ not in named:
            raise KeyError(f"{context} has no action {id_!r}")
        named[id_] = method
    return [
        Binding(a.keys, named[a.id], a.label, id=a.id, tooltip=a.tooltip, priority=a.id in BEFORE_ALL) for a in actions
    ]


def said(context: str, binding: Binding) -> Action:
    """An action as it is called on the screen of a context: by it, or else by the part of it that has the binding."""
    return action_in(context, binding.id or "") or action_of(binding)


def action_of(binding: Binding) -> Action:
    """The row of the table that a binding was made of."""
    same = (a for actions in ACTIONS.values() for a in actions if a.id == binding.id and a.tooltip == binding.tooltip)
    return next(same, Action(binding.id or "", binding.key, binding.description, binding.tooltip))


def ours(node: DOMNode) -> Iterator[Binding]:
    """What the table gives a screen or a widget, also while the focus takes letters for text."""
    seen: set[str] = set()
    for kind in type(node).__mro__:
        for binding in vars(kind).get("BINDINGS", ()):
            if isinstance(binding, Binding) and binding.id and binding.id not in seen:
                seen.add(binding.id)
                yield binding


def is_letter(character: str | None) -> bool:
    """Whether a key is a letter, which a field takes for itself."""
    return bool(character) and str(character).isalpha()


def own_keys(node: DOMNode, changed: Mapping[str, str]) -> frozenset[str]:
    """The keys that a screen or a widget has, by Textual's names, with those that the user `changed`, by action."""
    keys = (changed.get(binding.id or "", binding.key) for binding in ours(node))
    return frozenset(key for some in keys for key in some.split(","))
