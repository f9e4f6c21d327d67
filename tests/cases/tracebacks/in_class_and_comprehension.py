class Account:
    def __init__(self, balance):
        self.balance = balance

    @property
    def doubled(self):
        return self.balance * 2

    def report(self, others):
        return [self.doubled / other.balance for other in others]


accounts = [Account(5), Account(0)]
print(accounts[0].report(accounts[:1]))
print(accounts[0].report(accounts))
