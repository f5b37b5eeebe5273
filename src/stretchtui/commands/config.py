"""`config`: the settings, listed, told, changed and put back, with the checks of the app."""

import os
import sys
from argparse import Namespace

from stretchtui.application.settings import checked_value, write_setting
from stretchtui.commands import Commands
from stretchtui.commands.catalogue import read_catalogue
from stretchtui.commands.tables import print_rows
from stretchtui.core.settings.model import Settings
from stretchtui.core.settings.options import Option, option_named, options, shown, value_of
from stretchtui.core.text import clean
from stretchtui.storage.files.places import Places, find_places, shipped
from stretchtui.storage.settings.file import load_settings
from stretchtui.storage.themes import load_themes


def add(commands: Commands) -> None:
    """The words of this command."""
    config = commands.add("config", _list, "show and change the settings", "stretchtui config set session.rest 6")
    config.set_defaults(all=False)
    within = commands.within(config, "WHAT")
    every = within.add("list", _list, "all settings, their values and what they mean", "stretchtui config list")
    every.add_argument("--all", action="store_true", help="the keys of all actions as well")
    get = within.add("get", _get, "print the value of a setting", "stretchtui config get goal.days_per_week")
    get.add_argument("key", metavar="KEY", help="see: stretchtui config list --all")
    set_ = within.add("set", _set, "change a setting", "stretchtui config set bell false")
    set_.add_argument("key", metavar="KEY", help="see: stretchtui config list --all")
    set_.add_argument("value", metavar="VALUE", help="what config list says it may be")
    unset = within.add("unset", _unset, "put a setting back to its default", "stretchtui config unset bell")
    unset.add_argument("key", metavar="KEY", help="see: stretchtui config list --all")


def _list(args: Namespace) -> int:
    settings, _ = load_settings(find_places(os.environ).settings)
    rows = [
        (option.name, shown(option, value_of(settings, option)), option.range, option.about)
        for option in options().values()
        if option.kind != "key" or args.all or option.path[1] in settings.keys
    ]
    print_rows(rows, ("Setting", "Value", "May be", "What it is"))
    return 0


def _get(args: Namespace) -> int:
    option, settings = _found(args.key, find_places(os.environ))
    if option:
        print(clean(shown(option, value_of(settings, option))))
    return 0 if option else 1


def _set(args: Namespace) -> int:
    places = find_places(os.environ)
    option, settings = _found(args.key, places)
    if option is None:
        return 1
    themes = load_themes(shipped("themes"), places.themes).themes if option.name == "theme" else {}
    try:
        value = checked_value(option, args.value, settings, read_catalogue(places), themes)
    except ValueError as error:
        print(clean(f"stretchtui: {error}"), file=sys.stderr)
        return 1
    write_setting(places.settings, option, value)
    print(clean(f"{option.name} = {shown(option, value)}"))
    return 0


def _unset(args: Namespace) -> int:
    places = find_places(os.environ)
    option, _ = _found(args.key, places)
    if option is None:
        return 1
    write_setting(places.settings, option, None)
    print(clean(f"{option.name} = {shown(option, option.default)}"))
    return 0


def _found(name: str, places: Places) -> tuple[Option | None, Settings]:
    """The option of a name, and the settings; where there is none, that is told."""
    settings, _ = load_settings(places.settings)
    try:
        return option_named(name), settings
    except ValueError as error:
        print(clean(f"stretchtui: {error}"), file=sys.stderr)
        return None, settings
