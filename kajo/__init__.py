"""Case system of the national assistance system for victims of human trafficking."""
