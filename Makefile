# SPDX-License-Identifier: MIT
# The entry point: each target first installs what it is missing, then does its work.

BUILD  ?= build
KERNEL ?= 6.12-cloud
PREFIX ?= /usr/local
JOBS   ?= $(shell nproc)

CONFIGURE   := cmake -S . -B $(BUILD) -G Ninja --log-level=NOTICE
CMAKE_BUILD := cmake --build $(BUILD) --parallel $(JOBS)

.DEFAULT_GOAL := all

.PHONY: all
all: $(BUILD)/.deps-build ## Build the compiler, the library, the command and the lab
	@$(CONFIGURE) -DGANGWAY_TESTS=OFF
	@$(CMAKE_BUILD)

.PHONY: demo
demo: $(BUILD)/.deps-demo ## Boot a Linux kernel and watch ICMP packets reach a C++ program
	@$(CONFIGURE)
	@$(CMAKE_BUILD) --target demo

.PHONY: example
example: $(BUILD)/.deps-examples ## Boot a kernel and show one of examples/: NAME=process_list KERNEL=6.12-cloud
	@test -f "examples/$(NAME)/show.sh" || { echo "make example NAME=…, one of:" \
		$(patsubst examples/%/show.sh,%,$(wildcard examples/*/show.sh)); exit 2; }
	@$(CONFIGURE)
	@cmake/is-kernel $(BUILD) $(KERNEL)
	@$(CMAKE_BUILD) --target example-$(NAME)-$(KERNEL)

.PHONY: examples
examples: $(BUILD)/.deps-examples ## Show all examples on every kernel, with a table of results
	@$(CONFIGURE)
	@$(CMAKE_BUILD) --target examples

.PHONY: mechanisms
mechanisms: examples ## Show all examples, and make docs/mechanisms.md of what was seen
	@tests/docs/mechanisms.py . $(BUILD)/examples/shown/examples/results.json

.PHONY: test
test: $(BUILD)/.deps-test ## Run the tests; those that need a kernel, each on one of four real ones
	@$(CONFIGURE) -DGANGWAY_TESTS=ON
	@$(CMAKE_BUILD)
	@tests/run $(BUILD) sample --label-exclude rest

.PHONY: test-one
test-one: $(BUILD)/.deps-test ## Run one test on one kernel: NAME=ring.storm KERNEL=6.12-cloud
	@test -n "$(NAME)" || { echo "NAME=…, a test of tests/kernel; see its README.md"; exit 2; }
	@$(CONFIGURE) -DGANGWAY_TESTS=ON
	@tests/kernel/one --check $(BUILD) $(KERNEL) '$(NAME)'
	@$(CMAKE_BUILD) --target kernel-tests-$(KERNEL)
	@tests/kernel/one $(BUILD) $(KERNEL) '$(NAME)'

.PHONY: test-all
test-all: test ## Also run the rest: every test on every kernel of the lab, and packages
	@! tests/time-left >/dev/null || $(CMAKE_BUILD) --target tests-rest
	@# What `test` has run serves those of the rest that need it.
	@! tests/time-left 'Skipped, the rest: ' || tests/run $(BUILD) rest --label-regex rest --fixture-exclude-setup .

.PHONY: steps
steps: ## Show what took longest in the last build and the last tests
	@tests/steps $(BUILD)

.PHONY: bench
bench: $(BUILD)/.deps-bench ## Count the instructions of calls and records, compared with handwritten code
	@$(CONFIGURE)
	@$(CMAKE_BUILD) --target bench

.PHONY: bench-native
bench-native: $(BUILD)/.deps-bench-native ## Time the ring's core between two CPUs of this machine, beside other queues
	@$(CONFIGURE)
	@$(CMAKE_BUILD) --target run-bench-native

.PHONY: lint
lint: $(BUILD)/.deps-lint ## Check the style and run static analysers
	@$(CONFIGURE) -DGANGWAY_TESTS=ON
	@cmake/is-kernel $(BUILD) $(KERNEL)
	@$(CMAKE_BUILD)
	@tests/lint/run $(BUILD) $(KERNEL)

.PHONY: install
install: $(BUILD)/.deps-build ## Install under PREFIX (/usr/local), in DESTDIR if set
	@$(CONFIGURE) -DGANGWAY_TESTS=OFF -DCMAKE_INSTALL_PREFIX=$(PREFIX)
	@$(CMAKE_BUILD)
	@cmake --install $(BUILD)

.PHONY: package
package: $(BUILD)/.deps-package ## Build Debian packages in build/packages
	@$(CONFIGURE) -DGANGWAY_TESTS=OFF -DCMAKE_INSTALL_PREFIX=/usr
	@$(CMAKE_BUILD)
	@cpack --config $(BUILD)/CPackConfig.cmake -B $(BUILD)/packages

.PHONY: clean
clean: ## Remove what was built (downloaded kernels stay in the user's cache)
	@rm -rf $(BUILD)
	@find . -name .gangway-lab -printf '%h\0' | xargs -0 -r rm -rf

.PHONY: help
help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12

# Dependencies are listed in packaging/dependencies; checked again when that changes.
$(BUILD)/.deps-%: packaging/dependencies
	@mkdir -p $(BUILD)
	@packaging/install-dependencies $*
	@touch $@
