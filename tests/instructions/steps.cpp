// SPDX-License-Identifier: MIT
#include "steps.hpp"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <vector>

#include <cxxabi.h>
#include <elf.h>
#include <ucontext.h>

namespace instructions {

namespace {

constexpr std::size_t steps_max = 1U << 20;
constexpr unsigned long long trap_flag = 0x100;

std::vector<std::uintptr_t> steps;
std::size_t n_steps = 0;

// Before each instruction, but for the first.
void step(int /*signal*/, siginfo_t* /*info*/, void* context) {
    auto& registers = static_cast<ucontext_t*>(context)->uc_mcontext.gregs;
    if (n_steps < steps.size())
        steps[n_steps++] = static_cast<std::uintptr_t>(registers[REG_RIP]);
    else
        registers[REG_EFL] &= ~static_cast<greg_t>(trap_flag);
}

void catch_steps() {
    steps.resize(steps_max);
    struct sigaction action{};
    action.sa_sigaction = step;
    action.sa_flags = SA_SIGINFO;
    if (sigaction(SIGTRAP, &action, nullptr) != 0)
        throw std::runtime_error{"sigaction: SIGTRAP cannot be caught"};
}

void take(const std::function<void(std::uint32_t)>& run, std::uint32_t n) {
    n_steps = 0;
    __builtin_ia32_writeeflags_u64(__builtin_ia32_readeflags_u64() | trap_flag);
    run(n);
    __builtin_ia32_writeeflags_u64(__builtin_ia32_readeflags_u64() & ~trap_flag);
    if (n_steps == steps.size())
        throw std::runtime_error{"there is no end to what is to be counted"};
}

// The functions of this program, which is linked to fixed addresses.
class symbols {
public:
    symbols() {
        std::ifstream file{"/proc/self/exe", std::ios::binary};
        const std::vector<char> image{std::istreambuf_iterator<char>{file}, {}};
        const auto* const header = reinterpret_cast<const Elf64_Ehdr*>(image.data());
        const auto* const sections =
            reinterpret_cast<const Elf64_Shdr*>(image.data() + header->e_shoff);
        for (unsigned i = 0; i < header->e_shnum; ++i)
            if (sections[i].sh_type == SHT_SYMTAB)
                read(image.data(), sections[i], sections[sections[i].sh_link]);
        if (functions_.empty())
            throw std::runtime_error{"this program was stripped of its symbols"};
    }

    [[nodiscard]] std::string of(std::uintptr_t address) const {
        const auto after = functions_.upper_bound(address);
        if (after == functions_.begin() || std::prev(after)->second.end <= address)
            return "(other)";
        return std::prev(after)->second.name;
    }

private:
    struct function {
        std::uintptr_t end;
        std::string name;
    };

    void read(const char* image, const Elf64_Shdr& table, const Elf64_Shdr& strings) {
        const auto* const first = reinterpret_cast<const Elf64_Sym*>(image + table.sh_offset);
        for (const auto* s = first; s != first + table.sh_size / sizeof *first; ++s)
            if (ELF64_ST_TYPE(s->st_info) == STT_FUNC && s->st_size != 0)
                functions_[s->st_value] = {s->st_value + s->st_size,
                                           readable(image + strings.sh_offset + s->st_name)};
    }

    static std::string readable(const char* name) {
        int status = 0;
        const std::unique_ptr<char, void (*)(void*)> plain{
            abi::__cxa_demangle(name, nullptr, nullptr, &status), std::free};
        return plain ? plain.get() : name;
    }

    std::map<std::uintptr_t, function> functions_;
};

std::map<std::string, long> by_function() {
    static const symbols program;
    std::map<std::uintptr_t, long> at;
    for (std::size_t i = 0; i < n_steps; ++i)
        ++at[steps[i]];
    std::map<std::string, long> result;
    for (const auto& [address, times] : at)
        result[program.of(address)] += times;
    return result;
}

} // namespace

std::string cannot_step() {
    catch_steps();
    take([](std::uint32_t) {}, 0);
    return n_steps != 0 ? "" : "the CPU's trap flag steps over nothing here";
}

figure count(std::uint32_t n, const std::function<void(std::uint32_t)>& run) {
    run(n); // what only the first ones do
    take(run, n);
    const auto low = by_function();
    take(run, 2 * n);
    figure result;
    for (const auto& [function, times] : by_function()) {
        const auto before = low.find(function);
        const long more = times - (before == low.end() ? 0 : before->second);
        // A running kernel has a nop in place of each call to it.
        if (more != 0 && function != "__fentry__")
            result[function] = static_cast<double>(more) / n;
    }
    return result;
}

double total(const figure& of) {
    double sum = 0;
    for (const auto& [function, n] : of)
        sum += n;
    return sum;
}

} // namespace instructions
