text = """starts here
and goes on
