"""When and where: dates, moments and places."""
