"""history.toml: one block a session, appended; nothing else in the file ever changes.

The bet: the text is the database. An edit or a deletion replaces the bytes of one block (`splice`), and the result is
parsed again before it is written; all other bytes (comments, order, unknown keys) stay as the user left them. Writing
everything anew from the records would be simpler, and would lose what people write by hand.

- `log` is the door: append, edit, delete, undo, import. `operations` are its changes, one function each.
- `blocks` finds the blocks of a text without parsing all of it, `reader` and `selections` read newest blocks first,
  so a long history opens as fast as a short one; `starts` reads only when sessions began, for the status line.
- `serialize` writes a record as a block, `set_key` changes one value inside one.
- `merge` takes other files in, `versions` is the three-way merge for git, `undo` the journal of the last changes;
  `torn` tells a write that was cut off from a mistake.
- What it costs: a reader for the outline of TOML of our own (`blocks`), and an fsync for each append.
"""
