"""The roof: starts, stops and watches everything else."""
