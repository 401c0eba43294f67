"""What the command line can do: one module a command.

A module has NAME, HELP (one line), `add(parser)` and `run(args) -> int`; it imports nothing of Django at its top.
With `PROCESS` (a key of `kajo.settings.databases.ROLES`) the database is running and Django is loaded in that role
when `run` is called; without it neither is touched.
"""
