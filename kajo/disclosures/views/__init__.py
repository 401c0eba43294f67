"""Pages of what is asked, answered, told and notified."""
