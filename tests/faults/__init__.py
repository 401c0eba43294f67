"""What happens when something is killed, gone, slow, wrong or sent twice."""
