'use strict';

const { transformForJest } = require('../dist/jest-transform.cjs');

module.exports = { process: transformForJest };
