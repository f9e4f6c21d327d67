"""Logging configuration."""

import logging

logger = logging.getLogger("asyncio")
