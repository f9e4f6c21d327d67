"""Messages to send, not to parse."""
