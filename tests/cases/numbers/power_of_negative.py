print(round(((-8) ** 0.5).imag, 6))
