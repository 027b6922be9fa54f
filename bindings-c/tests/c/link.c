/* The smallest host: proves that a way of compiling and linking works. */
#include <jrp.h>

int main(void) { return jrp_abi_version() == JRP_ABI_VERSION ? 0 : 1; }
