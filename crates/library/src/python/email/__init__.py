"""Messages to send, not to parse."""

# Lacks: message_from_bytes message_from_string
