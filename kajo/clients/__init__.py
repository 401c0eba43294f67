"""The person: names, languages, citizenships, children and representatives, safe contact."""
