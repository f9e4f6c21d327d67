import asyncio
import smtplib
import time
from threading import Thread


def send_mail(address):
    time.sleep(0.3)  # to find the right words
    print("  connecting for", address)
    server = smtplib.SMTP("mail.demo.test")
    server.login("shop", "not a real password")
    server.sendmail("shop@demo.test", address, "Your parcel is on its way.")
    server.quit()
    print("  sent to", address)


def start_mailer(loop):
    asyncio.set_event_loop(loop)
    loop.run_forever()


mailer = asyncio.new_event_loop()
Thread(target=start_mailer, args=(mailer,), name="Mailer", daemon=True).start()


def checkout(customer):
    mailer.call_soon_threadsafe(send_mail, customer + "@demo.test")
    return f"thank you, {customer}"


for customer in ("ada", "bob", "cleo"):
    print(checkout(customer))
    time.sleep(1)

asyncio.run_coroutine_threadsafe(asyncio.sleep(0), mailer).result()
print("the shop closes, all mail is out")
