const { readFileSync } = require('node:fs');

/**
 * @typedef {object} OrderRow
 * @property {string} number
 * @property {string} day
 * @property {number} total in cents
 */

/**
 * Reads lines of `number;day;total`; a line that is not one is left out.
 * @param {string} file
 * @returns {OrderRow[]}
 */
function readOrders(file) {
  return readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .map((line) => line.split(';'))
    .filter((cells) => cells.length === 3)
    .map(([number = '', day = '', total = '0']) => ({ number, day, total: Number(total) }));
}

module.exports = { readOrders };
