async def: entered(name, delay)  
