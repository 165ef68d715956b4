import type { Locale } from './locale';

const english = {
  'cart.empty': 'Your cart is empty',
  'cart.items': '{count} items in your cart',
  'checkout.pay': 'Pay {amount}',
  'email.placed': 'We have your order {number}',
  'email.shipped': 'Order {number} is on its way',
};

export type MessageKey = keyof typeof english;

export const messages: Record<Locale, Record<MessageKey, string>> = {
  'en-GB': english,
  'de-DE': {
    'cart.empty': 'Ihr Warenkorb ist leer',
    'cart.items': '{count} Artikel im Warenkorb',
    'checkout.pay': '{amount} bezahlen',
    'email.placed': 'Ihre Bestellung {number} ist bei uns',
    'email.shipped': 'Bestellung {number} ist unterwegs',
  },
  'fr-FR': {
    'cart.empty': 'Votre panier est vide',
    'cart.items': '{count} articles dans votre panier',
    'checkout.pay': 'Payer {amount}',
    'email.placed': 'Nous avons reçu votre commande {number}',
    'email.shipped': 'La commande {number} est en route',
  },
};
