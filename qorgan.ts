console.error('qorgan: the command line is not in this version yet');
process.exitCode = 2;
