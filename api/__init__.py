"""What people use: the HTTP API and the command line, both over `api.services`."""
