class Robot:
    def __init__(self):
        self.battery = 100

    def charge(self):
        self.battery += 1


robot = Robot()
robot.charge()
robot.chargee()
