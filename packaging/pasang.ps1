# Copies the unpacked program to this user's own folder, with shortcuts. Needs no administrator.
# The data of the office lie in another folder and are never touched.
$ErrorActionPreference = 'Stop'
$tujuan = Join-Path $env:LOCALAPPDATA 'Programs\Lontar'
$baru = "$tujuan.baru"
$lama = "$tujuan.lama"
$program = Join-Path $tujuan 'lontar.exe'
try {
    if ($PSScriptRoot -eq $tujuan) {
        throw 'Jalankan pasang.cmd dari folder hasil ekstrak, bukan dari folder program.'
    }
    foreach ($nama in 'lontar.exe', 'lontar-cli.exe') {
        $berkas = Join-Path $tujuan $nama
        if (Test-Path -LiteralPath $berkas) {
            # A running program cannot be opened for writing.
            try { [IO.File]::Open($berkas, 'Open', 'ReadWrite', 'None').Close() }
            catch { throw 'Lontar sedang terbuka. Tutup Lontar, lalu jalankan lagi pasang.cmd.' }
        }
    }
    if (Test-Path -LiteralPath (Join-Path $tujuan 'data-lontar')) {
        throw "Di $tujuan ada folder data-lontar. Pindahkan folder itu, lalu jalankan lagi pasang.cmd."
    }
    if (Test-Path -LiteralPath $baru) { Remove-Item -LiteralPath $baru -Recurse -Force }
    New-Item -ItemType Directory -Path $baru -Force | Out-Null
    # The mark of the portable copy and its data stay where they are.
    Get-ChildItem -LiteralPath $PSScriptRoot -Force |
        Where-Object { $_.Name -notin 'portabel.txt', 'data-lontar', 'pasang.cmd', 'pasang.ps1' } |
        ForEach-Object { Copy-Item -LiteralPath $_.FullName -Destination $baru -Recurse }
    if (Test-Path -LiteralPath $tujuan) {
        if (Test-Path -LiteralPath $lama) { Remove-Item -LiteralPath $lama -Recurse -Force }
        Move-Item -LiteralPath $tujuan -Destination $lama
    }
    try { Move-Item -LiteralPath $baru -Destination $tujuan }
    catch {
        if (Test-Path -LiteralPath $lama) { Move-Item -LiteralPath $lama -Destination $tujuan }
        throw
    }
    $kulit = New-Object -ComObject WScript.Shell
    foreach ($tempat in 'Desktop', 'Programs') {
        $pintasan = $kulit.CreateShortcut((Join-Path ([Environment]::GetFolderPath($tempat)) 'Lontar.lnk'))
        $pintasan.TargetPath = $program
        $pintasan.WorkingDirectory = $tujuan
        $pintasan.Save()
    }
    # An installer that was here before is replaced by this copy, with its way out.
    $pemasang = 'HKCU:\Software\Microsoft\Windows\CurrentVersion\Uninstall\Lontar'
    if (Test-Path -LiteralPath $pemasang) { Remove-Item -LiteralPath $pemasang -Recurse }
    # Windows lists it among the programs of this user, with the way to take it away again.
    $catatan = 'HKCU:\Software\Microsoft\Windows\CurrentVersion\Uninstall\Lontar-salinan'
    New-Item -Path $catatan -Force | Out-Null
    Set-ItemProperty -Path $catatan -Name DisplayName -Value 'Lontar'
    Set-ItemProperty -Path $catatan -Name DisplayIcon -Value $program
    Set-ItemProperty -Path $catatan -Name UninstallString -Value "`"$(Join-Path $tujuan 'lepas.cmd')`""
    Set-ItemProperty -Path $catatan -Name NoModify -Value 1 -Type DWord
    Set-ItemProperty -Path $catatan -Name NoRepair -Value 1 -Type DWord
    Write-Host "Lontar sudah terpasang di $tujuan. Buka lewat pintasan Lontar di desktop."
} catch {
    Write-Host "Lontar belum terpasang. $($_.Exception.Message)"
    exit 1
}
