//! asyncio's order: ready queue in batches, timer heap, a clock that is an input.
