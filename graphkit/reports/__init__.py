"""What is handed to people: the report in HTML, English and French."""
