"""A world of objects: particles in a box, of two kinds, with properties, operators and inherited methods."""

PARTICLES = 200
STEPS = 150


class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    def __eq__(self, other):
        return isinstance(other, Vector) and (self.x, self.y) == (other.x, other.y)


class Particle:
    made = 0

    def __init__(self, place, speed):
        self.place = place
        self.speed = speed
        self.bounces = 0
        Particle.made += 1

    @property
    def energy(self):
        return self.mass() * (self.speed.x ** 2 + self.speed.y ** 2) / 2

    def mass(self):
        return 1

    def move(self, box, seconds):
        self.place = self.place + self.speed * seconds
        box.keep_inside(self)


class HeavyParticle(Particle):
    def __init__(self, place, speed, weight):
        super().__init__(place, speed)
        self.weight = weight
        self.moves = 0

    def mass(self):
        return self.weight

    def move(self, box, seconds):
        super().move(box, seconds)
        self.moves += 1


class Box:
    def __init__(self, size):
        self.size = size
        self.particles = []

    def keep_inside(self, particle):
        place, speed = particle.place, particle.speed
        if not 0 <= place.x <= self.size:
            speed.x = -speed.x
            particle.bounces += 1
        if not 0 <= place.y <= self.size:
            speed.y = -speed.y
            particle.bounces += 1

    def step(self, seconds):
        for particle in self.particles:
            particle.move(self, seconds)

    def energy(self):
        return sum(particle.energy for particle in self.particles)


def run():
    box = Box(100)
    for number in range(PARTICLES):
        place = Vector(number * 37 % 100, number * 61 % 100)
        speed = Vector(number % 7 - 3, number % 5 - 2)
        if number % 4:
            box.particles.append(Particle(place, speed))
        else:
            box.particles.append(HeavyParticle(place, speed, 2 + number % 3))
    energy = box.energy()
    for _ in range(STEPS):
        box.step(0.5)
        assert box.energy() == energy
    assert Particle.made == PARTICLES
    assert sum(particle.bounces for particle in box.particles) == 432
    assert box.particles[1].place == Vector(91, 13)
    assert sum(particle.moves for particle in box.particles if isinstance(particle, HeavyParticle)) == STEPS * PARTICLES // 4


run()
